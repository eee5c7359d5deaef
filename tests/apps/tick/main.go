// Tick says what time it is, and ends; with the exit code $TICK_EXIT.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"croft.dev/tests/apps/serve"
)

var version = "dev" // set by the build

func main() {
	fmt.Printf("tick %s at %s\n", version, time.Now().UTC().Format(time.RFC3339))
	code, err := strconv.Atoi(serve.Setting("TICK_EXIT", "0"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "TICK_EXIT is no number:", err)
		code = 2
	}
	os.Exit(code)
}
