import type { DrawnShape, Note } from '#lib/model/note.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** Keeps a drawing with its words on the server, shows and selects it; `then` when that is done. */
export function keepNote(
	{ desk, view, selection }: CitySession,
	shape: DrawnShape,
	text: string,
	then: () => void
): void {
	desk.acting.attempt(async (by, token) => {
		const id = await desk.notes.add({ shape, text, by }, token);
		if (!view.shows('notes')) view.showLayer('notes', true);
		selection.note(id);
		then();
	});
}

export function editNote({ desk }: CitySession, { id }: Note, text: string, then: () => void): void {
	desk.acting.attempt(async (by, token) => {
		await desk.notes.edit(id, text, by, token);
		then();
	});
}

/** Removes it; `desk.notes.removed` can be restored. */
export function removeNote({ desk }: CitySession, note: Note): void {
	desk.acting.attempt((by, token) => desk.notes.remove(note, by, token));
}

/** Takes the last removal back. */
export function restoreNote({ desk, selection }: CitySession): void {
	const { removed } = desk.notes;
	if (!removed) return;
	desk.acting.attempt(async (by, token) => {
		await desk.notes.restore(removed.id, by, token);
		selection.note(removed.id);
	});
}
