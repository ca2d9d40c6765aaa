import { savedView, type NamedViews, type SavedView, type ViewToSave } from '#lib/model/saved-view.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** Views that the server keeps, by name. */
export class SavedViews extends Fetched<NamedViews> {
	constructor() {
		super((signal) => askServer<NamedViews>('/api/views', { signal }));
	}

	/** Throws NOT_FOUND. */
	async get(id: string): Promise<SavedView> {
		return savedView.parse(await askServer(`/api/views/${encodeURIComponent(id)}`));
	}

	/** Keeps a view and answers its id. */
	async save(asked: ViewToSave, token: string | undefined): Promise<string> {
		const answer = await askServer<NamedViews>('/api/views', { method: 'POST', body: asked, token });
		this.set(answer);
		return answer.id!; // said to whoever saves
	}

	async forget(name: string, by: string, token: string | undefined): Promise<void> {
		this.set(await askServer<NamedViews>('/api/views/forget', { method: 'POST', body: { name, by }, token }));
	}
}
