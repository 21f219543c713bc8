"""The rules of Rapport as frozen data and pure functions. No I/O, no await, no now()."""
