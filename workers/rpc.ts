import { AppError, type SerialisedError } from '#lib/model/errors.ts';

/**
 * Typed calls into a worker. The implementation is the contract: `serve(api)` in the worker,
 * `connect<typeof api>(worker)` on the page. An `AbortSignal` anywhere in the arguments crosses
 * as a cancel message; a function argument crosses as a callback; what an argument or a reply moves
 * instead of copying is said by `transfer`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any argument list is a legal call; the proxy keeps each call's own types
type AnyFunction = (...args: any[]) => unknown;
export type Api = Readonly<Record<string, AnyFunction>>;

export type Remote<T extends Api> = {
	readonly [K in keyof T]: (
		...args: OrTransferred<Parameters<T[K]>>
	) => Promise<Untransferred<Awaited<ReturnType<T[K]>>>>;
};
type OrTransferred<A extends readonly unknown[]> = { [I in keyof A]: A[I] | Transfer<A[I]> };
type Untransferred<R> = R extends Transfer<infer V> ? V : R;

const TRANSFER = Symbol('transfer');
export interface Transfer<V> {
	readonly [TRANSFER]: readonly Transferable[];
	readonly value: V;
}

/** Marks buffers of a reply or callback argument as moved instead of copied. */
export function transfer<V>(value: V, buffers: readonly Transferable[]): Transfer<V> {
	return { [TRANSFER]: buffers, value };
}
const isTransfer = (value: unknown): value is Transfer<unknown> =>
	typeof value === 'object' && value !== null && TRANSFER in value;

type Sent =
	| { readonly kind: 'value'; readonly value: unknown }
	| { readonly kind: 'signal'; readonly aborted: boolean }
	| { readonly kind: 'callback'; readonly id: number };

type Message =
	| { readonly t: 'call'; readonly id: number; readonly method: string; readonly args: readonly Sent[] }
	| { readonly t: 'abort'; readonly id: number }
	| { readonly t: 'back'; readonly id: number; readonly args: readonly unknown[] }
	| { readonly t: 'reply'; readonly id: number; readonly value: unknown }
	| { readonly t: 'error'; readonly id: number; readonly error: SerialisedError };

/** What both ends need of a Worker, a worker's global scope or a MessagePort. */
export interface Endpoint {
	postMessage(message: unknown, transfer: Transferable[]): void;
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers calls on `endpoint` with the functions of `api`. */
export function serve(api: Api, endpoint: Endpoint): void {
	const running = new Map<number, AbortController>();
	const send = (message: Message, buffers: readonly Transferable[] = []) =>
		endpoint.postMessage(message, [...buffers]);

	const revive = (sent: Sent, controller: AbortController): unknown => {
		if (sent.kind === 'value') return sent.value;
		if (sent.kind === 'signal') {
			if (sent.aborted) controller.abort();
			return controller.signal;
		}
		return (...args: unknown[]) => {
			const buffers = args.flatMap((arg) => (isTransfer(arg) ? [...arg[TRANSFER]] : []));
			send({ t: 'back', id: sent.id, args: args.map((arg) => (isTransfer(arg) ? arg.value : arg)) }, buffers);
		};
	};

	endpoint.addEventListener('message', (event: MessageEvent) => {
		const message = event.data as Message; // the other end is our own `connect`
		if (message.t === 'abort') running.get(message.id)?.abort();
		if (message.t !== 'call') return;
		const controller = new AbortController();
		running.set(message.id, controller);
		void (async () => {
			try {
				const method = api[message.method];
				if (!method) throw new AppError('INTERNAL', { message: `no method ${message.method}` });
				const result = await method(...message.args.map((arg) => revive(arg, controller)));
				if (isTransfer(result)) send({ t: 'reply', id: message.id, value: result.value }, result[TRANSFER]);
				else send({ t: 'reply', id: message.id, value: result });
			} catch (thrown) {
				const aborted = controller.signal.aborted && !(thrown instanceof AppError);
				const error = aborted ? new AppError('ABORTED', {}, { cause: thrown }) : AppError.from(thrown);
				send({ t: 'error', id: message.id, error: error.toJSON() });
			} finally {
				running.delete(message.id);
			}
		})();
	});
}

/** The page's end: every method of `T` as an async call that rejects with the worker's AppError. */
export function connect<T extends Api>(
	endpoint: Endpoint
): Remote<T> & { readonly fail: (error: AppError) => void } {
	let nextId = 1;
	const waiting = new Map<number, { resolve(value: unknown): void; reject(error: AppError): void }>();
	const callbacks = new Map<number, AnyFunction>();
	let failed: AppError | undefined;

	endpoint.addEventListener('message', (event: MessageEvent) => {
		const message = event.data as Message; // the other end is our own `serve`
		if (message.t === 'back') callbacks.get(message.id)?.(...message.args);
		if (message.t === 'reply') waiting.get(message.id)?.resolve(message.value);
		if (message.t === 'error') waiting.get(message.id)?.reject(AppError.revive(message.error));
		if (message.t === 'reply' || message.t === 'error') waiting.delete(message.id);
	});

	/** Fails every call under way and to come: the worker died. */
	const fail = (error: AppError) => {
		failed = error;
		for (const call of waiting.values()) call.reject(error);
		waiting.clear();
	};

	const call = (method: string, args: readonly unknown[]) => {
		if (failed) return Promise.reject(failed);
		const id = nextId++;
		const signals: AbortSignal[] = [];
		const sent = args.map((arg): Sent => {
			if (arg instanceof AbortSignal) {
				signals.push(arg);
				return { kind: 'signal', aborted: arg.aborted };
			}
			if (typeof arg === 'function') {
				const callback = nextId++;
				callbacks.set(callback, arg as AnyFunction);
				return { kind: 'callback', id: callback };
			}
			return { kind: 'value', value: isTransfer(arg) ? arg.value : arg };
		});
		const buffers = args.flatMap((arg) => (isTransfer(arg) ? [...arg[TRANSFER]] : []));
		return new Promise((resolve, reject) => {
			waiting.set(id, { resolve, reject });
			endpoint.postMessage({ t: 'call', id, method, args: sent } satisfies Message, buffers);
			for (const signal of signals)
				signal.addEventListener(
					'abort',
					() => endpoint.postMessage({ t: 'abort', id } satisfies Message, []),
					{
						once: true
					}
				);
		});
	};

	return new Proxy({ fail } as Remote<T> & { readonly fail: (error: AppError) => void }, {
		get: (target, method) => {
			if (method === 'fail') return target.fail;
			if (typeof method !== 'string' || method === 'then') return undefined;
			return (...args: unknown[]) => call(method, args);
		}
	});
}
