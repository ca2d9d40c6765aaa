/** Runs pieces of work one after the other, in the order in which they were asked for. */
export class Serial {
	#last: Promise<unknown> = Promise.resolve();

	/** Runs `work` when all before it are done, whether well or not. */
	run<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#last.then(work, work);
		this.#last = result.catch(() => undefined);
		return result;
	}
}
