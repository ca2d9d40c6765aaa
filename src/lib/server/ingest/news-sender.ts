import type { News } from '../bus/bus.ts';
import type { FromThread } from './thread-messages.ts';

/** Sends news to the followers' thread, as long as that keeps up; when it does not, the log has what was left out. */
export class NewsSender {
	readonly #post: (message: FromThread, moved: ArrayBuffer[]) => void;
	readonly #most: number;
	#underWay = 0;
	#behind = false;

	/** `most`: bytes that may be under way at once. */
	constructor(post: (message: FromThread, moved: ArrayBuffer[]) => void, most: number) {
		this.#post = post;
		this.#most = most;
	}

	send(news: News): void {
		if (news.records.length + news.layers.length + news.entities.length === 0) return;
		if (this.#behind) return;
		const bytes = news.records.reduce((sum, { body }) => sum + body.byteLength, 0);
		if (this.#underWay > 0 && this.#underWay + bytes > this.#most) {
			this.#behind = true;
			return;
		}
		this.#underWay += bytes;
		this.#post({ kind: 'news', news, bytes }, [
			...new Set(news.records.flatMap(({ body }) => ownBuffer(body)))
		]);
	}

	/** So many bytes arrived. */
	told(bytes: number): void {
		this.#underWay -= bytes;
		if (!this.#behind || this.#underWay > 0) return;
		this.#behind = false;
		this.#post({ kind: 'behind' }, []);
	}
}

/** The buffer of a body that has one to itself: it is moved, not copied. */
const ownBuffer = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
	buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
