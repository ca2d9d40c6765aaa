import type { Note, NoteEvent, NoteLog, Notes as NotesReply, NoteToAdd } from '#lib/model/note.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** Notes on the map that the server keeps. */
export class Notes extends Fetched<NotesReply> {
	/** The newest first; empty before the server answered. */
	readonly list: readonly Note[] = $derived(this.current?.notes ?? []);
	/** What was removed here last, until it is restored. */
	removed = $state.raw<Note | undefined>();

	constructor() {
		super((signal) => askServer<NotesReply>('/api/notes', { signal }));
	}

	get(id: string): Note | undefined {
		return this.list.find((note) => note.id === id);
	}
	/** What was done to a note. Throws NOT_FOUND. */
	async log(id: string, signal: AbortSignal): Promise<readonly NoteEvent[]> {
		return (await askServer<NoteLog>(`/api/notes/${encodeURIComponent(id)}`, { signal })).log;
	}

	/** Keeps a note and answers its id. */
	async add(note: NoteToAdd, token: string | undefined): Promise<string> {
		return (await this.#post('/api/notes', note, token)).id!; // said to whoever adds
	}
	async edit(id: string, text: string, by: string, token: string | undefined): Promise<void> {
		await this.#post(`/api/notes/${id}/edit`, { text, by }, token);
	}
	async remove(note: Note, by: string, token: string | undefined): Promise<void> {
		await this.#post(`/api/notes/${note.id}/remove`, { by }, token);
		this.removed = note;
	}
	async restore(id: string, by: string, token: string | undefined): Promise<void> {
		await this.#post(`/api/notes/${id}/restore`, { by }, token);
		if (this.removed?.id === id) this.removed = undefined;
	}

	async #post(path: string, body: unknown, token: string | undefined): Promise<NotesReply> {
		const answer = await askServer<NotesReply>(path, { method: 'POST', body, token });
		this.set(answer);
		return answer;
	}
}
