// Hello is the web side of the example: it answers with its own words and with what the greeter told it.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"croft.dev/tests/apps/serve"
)

var version = "dev" // set by the build

func main() {
	address := serve.Setting("GREETER_URL", "http://greeter:8080/")
	serve.Run("hello", version, func(w http.ResponseWriter, r *http.Request) {
		greeting, err := ask(r.Context(), address)
		if err != nil {
			log.Printf("no greeting: %v", err)
			http.Error(w, "hello "+version+" got no answer from the greeter", http.StatusBadGateway)
			return
		}
		fmt.Fprintf(w, "Hello from hello %s\n%s\n", version, greeting)
	})
}

// ask fetches the greeter's sentence.
func ask(ctx context.Context, address string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	// A connection that was opened before the cluster knew the greeter's address may have ended anywhere; none is kept.
	request.Close = true
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answered %s", address, answer.Status)
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, 4096))
	return string(text), err
}
