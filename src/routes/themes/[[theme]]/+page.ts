import { AppError } from '#lib/model/errors.ts';
import { loadCity } from '#lib/state/load-city.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
	try {
		return { loaded: await loadCity(fetch) };
	} catch (thrown) {
		return { error: AppError.from(thrown) };
	}
};
