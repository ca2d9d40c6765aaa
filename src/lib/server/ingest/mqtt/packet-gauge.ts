/** Bytes of the first packet, which asks to be let in: name, password, last will. */
const FIRST_PACKET = 64 * 1024;
/** A packet's length takes at most four bytes (MQTT 3.1.1, 2.2.3). */
const LENGTH_BYTES = 4;

/** Follows the packets of one MQTT stream by their lengths, without reading them: the broker has no limit of its own. */
export class PacketGauge {
	readonly #most: number;
	#left = 0;
	/** Bytes of the length read so far; -1: the next byte begins a packet. */
	#lengthBytes = -1;
	#length = 0;
	#isFirst = true;

	constructor(mostBytes: number) {
		this.#most = mostBytes;
	}

	/** The length of a packet that is too long, as soon as it is known; undefined while all is well. */
	excess(chunk: Uint8Array): number | undefined {
		for (let at = 0; at < chunk.length;) {
			if (this.#left > 0) {
				const skipped = Math.min(this.#left, chunk.length - at);
				this.#left -= skipped;
				at += skipped;
				continue;
			}
			const byte = chunk[at++]!;
			if (this.#lengthBytes < 0) {
				this.#lengthBytes = 0;
				this.#length = 0;
				continue;
			}
			this.#length += (byte & 127) * 128 ** this.#lengthBytes++;
			if (byte & 128) {
				if (this.#lengthBytes >= LENGTH_BYTES) return Infinity;
				continue;
			}
			if (this.#length > (this.#isFirst ? Math.min(FIRST_PACKET, this.#most) : this.#most))
				return this.#length;
			this.#isFirst = false;
			this.#left = this.#length;
			this.#lengthBytes = -1;
		}
		return undefined;
	}
}
