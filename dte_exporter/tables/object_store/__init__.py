"""Files that lie on an object store: S3 and its like, Google Cloud Storage, Azure."""
