// Ledger keeps lines in a file: it shows them to whoever asks, and adds what is posted to it.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"

	"croft.dev/tests/apps/serve"
)

var (
	version = "dev" // set by the build
	writing sync.Mutex
)

func main() {
	file := serve.Setting("LEDGER_FILE", "/data/rows")
	serve.RunRoutes("ledger", version, map[string]http.HandlerFunc{
		"GET /{$}": func(w http.ResponseWriter, _ *http.Request) {
			rows, err := os.ReadFile(file)
			if err != nil && !os.IsNotExist(err) {
				fail(w, err)
				return
			}
			fmt.Fprintf(w, "ledger %s\n%s", version, rows)
		},
		"POST /{$}": func(w http.ResponseWriter, r *http.Request) {
			text, err := io.ReadAll(io.LimitReader(r.Body, 4096))
			if err == nil {
				err = add(file, strings.TrimSpace(string(text)))
			}
			if err != nil {
				fail(w, err)
				return
			}
			w.WriteHeader(http.StatusCreated)
		},
	})
}

// add appends a row, and returns once it is on the disk.
func add(file, row string) error {
	writing.Lock()
	defer writing.Unlock()
	rows, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer rows.Close()
	if _, err := fmt.Fprintln(rows, row); err != nil {
		return err
	}
	return rows.Sync()
}

func fail(w http.ResponseWriter, err error) {
	log.Print(err)
	http.Error(w, err.Error(), http.StatusInternalServerError)
}
