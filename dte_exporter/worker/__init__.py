"""What happens in a worker process: a job comes in, the bytes of its result go out."""
