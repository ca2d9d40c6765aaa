import { AppError } from '#lib/model/errors.ts';
import { loadCity } from '#lib/state/load-city.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	try {
		return { loaded: await loadCity(fetch, url) };
	} catch (thrown) {
		return { error: AppError.from(thrown) };
	}
};
