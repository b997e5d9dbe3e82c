"""The same jobs as in the window, without one."""
