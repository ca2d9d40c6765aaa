/** Where the bench's city is. */
export const ANCHOR: [number, number] = [-73.98, 40.75];

/** Five steps of a sequential scale, sRGB. */
export const SCALE: readonly (readonly [number, number, number])[] = [
	[0x1e, 0x43, 0x4c],
	[0x23, 0x5c, 0x64],
	[0x27, 0x76, 0x7b],
	[0x3c, 0x8f, 0x90],
	[0x5b, 0xab, 0xa6]
];

/** Which step a building has in an indicator: every indicator changes almost all buildings. */
export function stepOf(id: number, indicator: number): number {
	return (id * 31 + indicator * (1 + (id % 4))) % 5;
}

/** The colours of an indicator, 4 bytes a building. */
export function coloursOf(count: number, indicator: number, target = new Uint8Array(4 * count)): Uint8Array {
	for (let id = 0; id < count; id++) {
		const [red, green, blue] = SCALE[stepOf(id, indicator)]!;
		target[4 * id] = red;
		target[4 * id + 1] = green;
		target[4 * id + 2] = blue;
		target[4 * id + 3] = 255;
	}
	return target;
}
