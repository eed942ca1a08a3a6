"""Attackers and baselines for tests and the benchmark; nothing here is used to publish.

They share only the released objects and the definition of lifetimes with planner and auditor: no
grid, no cliques, no linear programme. OR-tools is a development requirement.
"""
