import { cityManifest, type CityManifest } from '#lib/model/city.ts';
import { savedView, type SavedView } from '#lib/model/saved-view.ts';
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '#lib/model/errors.ts';
import { learnAreaNames } from './area-names.ts';

export interface LoadedCity {
	readonly manifest: CityManifest;
	/** URL of the pack's folder, with its trailing slash. */
	readonly packUrl: string;
	/** The saved view that the address names. */
	readonly saved?: SavedView;
	/** Id of one that it names and that cannot be had. */
	readonly missingView?: string;
}

/** The city this server shows, and the view that the address names. Throws CITY_NOT_FOUND without a pack, PACK_BROKEN for one that cannot serve. */
export async function loadCity(get: typeof fetch, address: URL): Promise<LoadedCity> {
	const named = address.searchParams.get('v');
	const view = named === null ? undefined : loadView(get, named);
	const response = await get('/api/city').catch((cause: unknown) => {
		throw new AppError('FEED_UNREACHABLE', { feed: '/api/city' }, { cause });
	});
	const body: unknown = await response.json().catch(() => undefined);
	if (!response.ok) throw replied(body, response.status);
	const { manifest, packUrl } = body as { manifest: unknown; packUrl: string };
	const parsed = cityManifest.safeParse(manifest);
	if (!parsed.success) throw new AppError('PACK_BROKEN', { message: parsed.error.message });
	learnAreaNames(parsed.data);
	return { manifest: parsed.data, packUrl, ...(await view) };
}

async function loadView(get: typeof fetch, id: string): Promise<Pick<LoadedCity, 'saved' | 'missingView'>> {
	const response = await get(`/api/views/${encodeURIComponent(id)}`).catch(() => undefined);
	const parsed = savedView.safeParse(response?.ok ? await response.json().catch(() => undefined) : undefined);
	return parsed.success ? { saved: parsed.data } : { missingView: id };
}

function replied(body: unknown, status: number): AppError {
	const { code, message, details } = (body ?? {}) as {
		code?: string;
		message?: string;
		details?: ErrorDetails;
	};
	const known = ERROR_CODES.find((one): one is ErrorCode => one === code);
	return new AppError(known ?? 'INTERNAL', { ...details, message: message ?? `HTTP ${status}` });
}
