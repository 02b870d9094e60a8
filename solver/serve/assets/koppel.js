// Shows where the dossier stands. Text of tables is only ever set as text.
const response = await fetch('/api/v1/state');
const state = await response.json();
const line = document.getElementById('state');

if (!response.ok) {
  line.textContent = state.detail;
} else {
  document.documentElement.lang = state.language;
  line.textContent = state.case === null ? '–' : `${state.case.name} (${state.case.version})`;
  for (const [name, value] of Object.entries(state.figures ?? {})) {
    const term = document.createElement('dt');
    const number = document.createElement('dd');
    term.textContent = name.replaceAll('_', ' ');
    number.textContent = value;
    document.getElementById('figures').append(term, number);
  }
}
