import { AppError } from '#lib/model/errors.ts';
import type { IngestLimits } from './ingest-limits.ts';
import type { IngestMessage, IngestReceipt } from './ingest.ts';
import type { Answers, FromThread, Question, ToThread } from './thread-messages.ts';

type Answer = Extract<FromThread, { kind: 'answer' | 'error' }>;

interface Asked {
	readonly bytes: number;
	readonly resolve: (value: never) => void;
	readonly reject: (error: AppError) => void;
}

/** Questions to the ingest thread that wait for their answers, within limits. */
export class PendingAnswers {
	readonly #limits: Pick<IngestLimits, 'posts' | 'postBytes'>;
	readonly #send: (message: ToThread, moved: ArrayBuffer[]) => void;
	readonly #asked = new Map<number, Asked>();
	#ids = 0;
	#posts = 0;
	#bytes = 0;
	/** Why nothing is asked at present. */
	#stopped: AppError | undefined;

	constructor(
		limits: Pick<IngestLimits, 'posts' | 'postBytes'>,
		send: (message: ToThread, moved: ArrayBuffer[]) => void
	) {
		this.#limits = limits;
		this.#send = send;
	}

	/** Messages that wait. */
	get posts(): number {
		return this.#posts;
	}

	/** Hands a message over; its bytes are moved when they have a buffer of their own. */
	post(message: IngestMessage): Promise<IngestReceipt> {
		const { bytes } = message;
		if (this.#posts >= this.#limits.posts || this.#bytes + bytes.byteLength > this.#limits.postBytes)
			return Promise.reject(
				new AppError('OVERLOADED', {
					message: `${this.#posts} messages wait to be written already. Try again later.`
				})
			);
		const { buffer, byteLength } = bytes;
		const own = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
		this.#posts++;
		this.#bytes += byteLength;
		return this.#ask({ ask: 'post', message }, byteLength, own ? [buffer] : []).finally(() => {
			this.#posts--;
			this.#bytes -= byteLength;
		});
	}

	ask<Q extends Question>(question: Q): Promise<Answers[Q['ask']]> {
		return this.#ask(question, 0, []);
	}

	answer(message: Answer): void {
		const asked = this.#asked.get(message.id);
		this.#asked.delete(message.id);
		if (message.kind === 'error') asked?.reject(AppError.revive(message.error));
		else asked?.resolve(message.value as never); // the answer to this id's question
	}

	/** Turns everyone away with this error until `start`. */
	stop(error: AppError): void {
		this.#stopped = error;
		for (const { reject } of this.#asked.values()) reject(error);
		this.#asked.clear();
	}

	start(): void {
		this.#stopped = undefined;
	}

	#ask<Q extends Question>(question: Q, bytes: number, moved: ArrayBuffer[]): Promise<Answers[Q['ask']]> {
		if (this.#stopped) return Promise.reject(this.#stopped);
		return new Promise((resolve, reject) => {
			const id = ++this.#ids;
			this.#asked.set(id, { bytes, resolve, reject });
			this.#send({ kind: 'question', id, ...question }, moved);
		});
	}
}
