import type { Files } from '#workers/files/client.ts';

/** The worker that reads files: started when it is needed, and anew after it died or did not start. */
export class FilesWorker {
	readonly #start: (ondied: () => void) => Promise<Files>;
	#files: Promise<Files> | undefined;

	/** `start` starts one; `ondied` is to be told when it can do nothing any more. */
	constructor(start: (ondied: () => void) => Promise<Files>) {
		this.#start = start;
	}

	/** The worker that runs. */
	get(): Promise<Files> {
		if (this.#files) return this.#files;
		const forget = () => {
			if (this.#files === started) this.#files = undefined;
		};
		const started: Promise<Files> = this.#start(forget);
		this.#files = started;
		started.catch(forget); // who asked for it hears why
		return started;
	}

	/** Forgets a table that the worker has open. */
	close(id: number): void {
		void this.#files?.then(
			(files) => files.close(id),
			() => undefined // what did not start has nothing open
		);
	}

	/** Ends the worker in whatever it is doing. */
	stop(): void {
		void this.#files?.then(
			(files) => files.stop(),
			() => undefined // what did not start need not end
		);
		this.#files = undefined;
	}
}
