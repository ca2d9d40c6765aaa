import type { SourceHealth } from './ingest.ts';

/** What came by each way in, and how it is. */
export class SourceTally {
	readonly #sources = new Map<string, { -readonly [K in keyof SourceHealth]: SourceHealth[K] }>();

	/** A source that is there from now on, and waits for its first message. */
	open(id: string): void {
		this.#of(id);
	}

	count(id: string, messages: number, rows: number, rejected: number): void {
		const source = this.#of(id);
		if (source.state === 'waiting') source.state = 'ok';
		source.messages += messages;
		source.rows += rows;
		source.rejected += rejected;
	}

	/** `problem` is one sentence for people. */
	set(id: string, state: SourceHealth['state'], problem?: string): void {
		const source = this.#of(id);
		source.state = state;
		if (problem === undefined) delete source.problem;
		else source.problem = problem;
	}

	health(): readonly SourceHealth[] {
		return [...this.#sources.values()].map((source) => ({ ...source }));
	}

	#of(id: string) {
		let source = this.#sources.get(id);
		if (!source)
			this.#sources.set(id, (source = { id, state: 'waiting', messages: 0, rows: 0, rejected: 0 }));
		return source;
	}
}
