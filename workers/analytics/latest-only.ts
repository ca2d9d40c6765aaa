/** One call at a time; of those that come meanwhile only the latest is made, the others get undefined. */
export function latestOnly<T>(): (call: () => Promise<T>) => Promise<T | undefined> {
	let busy = false;
	let waiting:
		| { call: () => Promise<T>; resolve: (value: T | undefined) => void; reject: (e: unknown) => void }
		| undefined;
	const run = async (call: () => Promise<T>): Promise<T> => {
		busy = true;
		try {
			return await call();
		} finally {
			busy = false;
			const next = waiting;
			waiting = undefined;
			if (next) run(next.call).then(next.resolve, next.reject);
		}
	};
	return (call) => {
		if (!busy) return run(call);
		waiting?.resolve(undefined);
		return new Promise((resolve, reject) => (waiting = { call, resolve, reject }));
	};
}
