// Show answers with the content of a file.
package main

import (
	"fmt"
	"net/http"
	"os"

	"croft.dev/tests/apps/serve"
)

var version = "dev" // set by the build

func main() {
	file := serve.Setting("SHOW_FILE", "/etc/show/show.conf")
	serve.Run("show", version, func(w http.ResponseWriter, _ *http.Request) {
		content, err := os.ReadFile(file)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, "%s", content)
	})
}
