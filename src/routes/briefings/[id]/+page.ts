import { AppError } from '#lib/model/errors.ts';
import { loadBriefing } from '#lib/state/briefings.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	try {
		return { loaded: await loadBriefing(params.id) };
	} catch (thrown) {
		return { error: AppError.from(thrown) };
	}
};
