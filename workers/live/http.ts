import { AppError, type SerialisedError } from '#lib/model/errors.ts';

/** Our server's HTTP interface, with the page's rights. */
export class LiveHttp {
	readonly #origin: string;
	readonly #token: string | undefined;

	constructor(origin: string, token: string | undefined) {
		this.#origin = origin;
		this.#token = token;
	}

	/** GET; throws the server's own error, FEED_UNREACHABLE when there is none, ABORTED by the signal. */
	async get(
		path: string,
		query: Readonly<Record<string, string | number | undefined>>,
		signal: AbortSignal
	): Promise<Response> {
		const url = new URL(path, this.#origin);
		for (const [name, value] of Object.entries(query))
			if (value !== undefined) url.searchParams.set(name, String(value));
		const headers = this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
		const response = await fetch(url, { signal, headers }).catch((cause: unknown) => {
			if (signal.aborted) throw new AppError('ABORTED', {}, { cause });
			throw new AppError(
				'FEED_UNREACHABLE',
				{ message: `${url.pathname} does not answer.`, url: url.href },
				{ cause }
			);
		});
		if (response.ok) return response;
		const told = (await response.json().catch(() => undefined)) as SerialisedError | undefined; // our own server's reply
		if (told?.code) throw AppError.revive(told);
		throw new AppError('FEED_UNREACHABLE', {
			message: `${url.pathname} answers ${response.status}.`,
			url: url.href,
			status: response.status
		});
	}
}
