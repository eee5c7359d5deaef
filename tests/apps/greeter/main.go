// Greeter knows one sentence and says it to whoever asks.
package main

import (
	"fmt"
	"net/http"

	"croft.dev/tests/apps/serve"
)

var version = "dev" // set by the build

func main() {
	serve.Run("greeter", version, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "%s from greeter %s", serve.Setting("GREETING", "Greetings"), version)
	})
}
