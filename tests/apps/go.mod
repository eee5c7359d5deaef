module croft.dev/tests/apps

go 1.26
