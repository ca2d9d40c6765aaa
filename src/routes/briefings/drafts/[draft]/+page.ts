import { AppError } from '#lib/model/errors.ts';
import { loadDraft } from '#lib/state/briefings.svelte.ts';
import { loadCity } from '#lib/state/load-city.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
	try {
		const [{ manifest }, kept] = await Promise.all([loadCity(fetch, url), loadDraft(params.draft)]);
		return { loaded: { city: manifest, kept } };
	} catch (thrown) {
		return { error: AppError.from(thrown) };
	}
};
