"""An SOP as a page for people: the same table the code runs on."""

from upksai.accounts.roles import Role

from .definition import Workflow

HEADER = "<!-- Dibuat oleh `manage.py render_sops`; ubah tabelnya di kode, bukan di sini. -->\n"


def render(workflow: Workflow, model) -> str:
    """The whole page in Markdown: diagram, steps, time limits, duties."""
    label = {state.value: str(state.label) for state in workflow.states}
    lines = [HEADER, f"# {workflow.title}\n", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{text}" as {state}' for state, text in label.items()]
    lines += [f"    [*] --> {workflow.initial}"]
    for step in workflow.steps:
        lines += [f"    {source} --> {step.target}: {step}" for source in sorted(step.source)]
    lines += [f"    {state} --> [*]" for state in sorted(workflow.final)]
    lines += ["```\n", "## Langkah\n", "| Langkah | Dari | Ke | Oleh | Wajib diisi |"]
    lines += ["|---|---|---|---|---|"]
    lines += [_step_row(step, label, model) for step in workflow.steps]
    lines += [
        "\n## Batas waktu\n",
        "| Status | Berlaku untuk | Batas waktu bawaan |",
        "|---|---|---|",
    ]
    lines += [
        f"| {label[state]} | {variant or 'semua'} | {limit} |"
        for _key, state, variant, limit in workflow.all_limits()
    ]
    lines += [f"| – | {purpose} | {limit} |" for purpose, limit in workflow.clocks.values()]
    lines += ["\n## Siapa mengerjakan apa\n", "| Status | Tugas | Oleh |", "|---|---|---|"]
    lines += [
        f"| {label[state]} | {duty.text} | {Role(duty.role).label} |"
        for state, duty in workflow.duties.items()
    ]
    return "\n".join(lines) + "\n"


def _step_row(step, label: dict[str, str], model) -> str:
    fields = [str(model._meta.get_field(name).verbose_name) for name in step.fill]
    if step.needs_note:
        fields.append("alasan")
    cells = [
        str(step.label),
        ", ".join(label[state] for state in sorted(step.source)),
        label[step.target],
        ", ".join(str(Role(role).label) for role in sorted(step.by)),
        ", ".join(fields) or "–",
    ]
    return f"| {' | '.join(cells)} |"
