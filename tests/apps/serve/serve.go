// Package serve runs a small HTTP server the way a container should: port from the environment, and a clean end on SIGTERM.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Until is how long requests under way may still take once the program was asked to end.
const Until = 10 * time.Second

// Run serves handler on $PORT (8080 by default) and /healthz beside it, until SIGTERM.
func Run(name, version string, handler http.HandlerFunc) {
	RunRoutes(name, version, map[string]http.HandlerFunc{"GET /{$}": handler})
}

// RunRoutes does the same with a handler for each pattern.
func RunRoutes(name, version string, routes map[string]http.HandlerFunc) {
	mux := http.NewServeMux()
	for pattern, handler := range routes {
		mux.HandleFunc(pattern, handler)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })

	server := &http.Server{Addr: ":" + Setting("PORT", "8080"), Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	ended, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	log.Printf("%s %s listens on %s", name, version, server.Addr)

	select {
	case err := <-failed:
		log.Fatalf("%s cannot serve: %v", name, err)
	case <-ended.Done():
		deadline, cancel := context.WithTimeout(context.Background(), Until)
		defer cancel()
		if err := server.Shutdown(deadline); err != nil && !errors.Is(err, http.ErrServerClosed) {
			log.Printf("%s gave up on requests under way: %v", name, err)
		}
		log.Printf("%s ended", name)
	}
}

// Setting is the environment variable name, or fallback where that is empty.
func Setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
