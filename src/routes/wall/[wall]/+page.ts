import { AppError } from '#lib/model/errors.ts';
import { askProgramme } from '#lib/state/programme.svelte.ts';
import { loadCity } from '#lib/state/load-city.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
	const programme = askProgramme(params.wall).catch(
		() => undefined // the wall begins with the city and asks again
	);
	try {
		return { loaded: await loadCity(fetch, url), programme: await programme };
	} catch (thrown) {
		return { error: AppError.from(thrown) };
	}
};
