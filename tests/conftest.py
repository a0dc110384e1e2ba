from hypothesis import settings

# A law holds however slow the machine is; time belongs to the benchmarks.
settings.register_profile("laws", deadline=None, print_blob=True)
settings.load_profile("laws")
