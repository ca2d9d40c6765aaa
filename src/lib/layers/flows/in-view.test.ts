import { expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { flowsInView } from './in-view.ts';

test('a flow is in view where it begins or where it ends', () => {
	const frame = new LocalFrame([116, 39]);
	const corner = (east: number, north: number) => {
		const [lng, lat] = frame.toLngLat(east, north);
		return [lng, lat] as const;
	};
	const flows = {
		size: 100,
		count: Uint32Array.of(3, 2, 1),
		fromColumn: Int32Array.of(0, 9, 9),
		fromRow: Int32Array.of(0, 0, 0),
		toColumn: Int32Array.of(9, 0, -9),
		toRow: Int32Array.of(0, 0, 0)
	};
	const ground = [corner(-200, -200), corner(200, -200), corner(200, 200), corner(-200, 200)];
	expect(flowsInView(flows as never, ground, frame)).toEqual([0, 1]);
});
