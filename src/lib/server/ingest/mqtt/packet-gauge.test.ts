import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PacketGauge } from './packet-gauge.ts';

function packet(length: number): Uint8Array {
	const head = [0x30];
	let left = length;
	do {
		head.push((left & 127) | (left > 127 ? 128 : 0));
		left >>= 7;
	} while (left > 0);
	return Uint8Array.from([...head, ...new Uint8Array(length).fill(0xff)]);
}

/** Sends bytes in chunks cut at these places; what the gauge said first. */
function measured(bytes: Uint8Array, cuts: readonly number[], most: number): number | undefined {
	const gauge = new PacketGauge(most);
	const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
	for (let i = 1; i < places.length; i++) {
		const excess = gauge.excess(bytes.subarray(places[i - 1], places[i]));
		if (excess !== undefined) return excess;
	}
	return undefined;
}

test('however a stream is cut, packets within the limit pass and the first beyond it is found', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 }),
			fc.array(fc.nat(), { maxLength: 30 }),
			fc.integer({ min: 0, max: 300 }),
			(lengths, cuts, most) => {
				const bytes = Buffer.concat(lengths.map(packet));
				expect(measured(bytes, cuts, most)).toBe(lengths.find((length) => length > most));
			}
		)
	);
});

test('the first packet may hold a name and a will, not a megabyte; a length of five bytes is none', () => {
	expect(measured(packet(65_537), [], 2 ** 20)).toBe(65_537);
	expect(measured(Buffer.concat([packet(10), packet(65_537)]), [], 2 ** 20)).toBeUndefined();
	expect(measured(Uint8Array.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]), [], 2 ** 20)).toBe(Infinity);
});
