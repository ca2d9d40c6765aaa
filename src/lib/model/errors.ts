/**
 * The one catalogue of error codes. A code never changes its meaning; the details say what
 * happened, to what and what to do, so that a message can be written in any language.
 */
export const ERROR_CODES = [
	'INPUT_UNREADABLE',
	'INPUT_INVALID',
	'INPUT_EMPTY',
	'INPUT_TOO_LARGE',
	'INPUT_TYPE_UNSUPPORTED',
	'OPTION_INVALID',
	'CITY_NOT_FOUND',
	'CITY_ID_INVALID',
	'PACK_BROKEN',
	'NOT_FOUND',
	'METHOD_NOT_ALLOWED',
	'PORT_IN_USE',
	'DATA_IN_USE',
	'NOT_BUILT',
	'FEED_UNREACHABLE',
	'FRAME_INVALID',
	'PROTOCOL_UNSUPPORTED',
	'SUBSCRIPTION_INVALID',
	'LAYER_UNKNOWN',
	'LAYER_CLASS_FIXED',
	'LAYER_LIMIT',
	'LOG_FULL',
	'OVERLOADED',
	'UNAUTHORIZED',
	'FORBIDDEN',
	'NO_HISTORY',
	'ACT_REFUSED',
	'EXPIRED',
	'QUERY_FAILED',
	'QUERY_CANCELLED',
	'TABLE_UNKNOWN',
	'WORKER_CRASHED',
	'ABORTED',
	'CONTEXT_REFUSED',
	'CHROMIUM_MISSING',
	'RENDER_FAILED',
	'INTERNAL'
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Whatever reproduces the error: file, line, option, value, cure; `zh`, the sentence in Chinese where readers meet it. Plain data only. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SerialisedError {
	readonly code: ErrorCode;
	readonly message: string;
	readonly details: ErrorDetails;
}

/** How Chromium, Firefox and Safari say that a request, or a part of a page, had no answer. */
const UNANSWERED =
	/^(Failed to fetch|NetworkError when|error loading dynamically|Load failed|Importing a module script failed)/;
const NO_ANSWER = 'The server does not answer. Check the network and try again.';

/**
 * An error with a code from the catalogue. `message` is one English sentence for logs and the
 * command line; the interface writes its own sentence from `code` and `details`.
 */
export class AppError extends Error {
	override readonly name = 'AppError';
	readonly code: ErrorCode;
	readonly details: ErrorDetails;

	constructor(
		code: ErrorCode,
		details: ErrorDetails & { readonly message?: string } = {},
		options?: ErrorOptions
	) {
		super(details.message ?? code, options);
		this.code = code;
		this.details = details;
	}

	toJSON(): SerialisedError {
		return { code: this.code, message: this.message, details: this.details };
	}

	/**
	 * Any thrown value as an AppError: a browser's that nobody answers becomes FEED_UNREACHABLE, an unknown one INTERNAL; its
	 * cause is kept.
	 */
	static from(thrown: unknown): AppError {
		if (thrown instanceof AppError) return thrown;
		const message = thrown instanceof Error ? thrown.message : String(thrown);
		return thrown instanceof TypeError && UNANSWERED.test(message)
			? new AppError('FEED_UNREACHABLE', { message: NO_ANSWER }, { cause: thrown })
			: new AppError('INTERNAL', { message }, { cause: thrown });
	}

	/** The error that another thread or the server serialised. */
	static revive(error: SerialisedError): AppError {
		return new AppError(error.code, { ...error.details, message: error.message });
	}
}
