import { areaOf, inset, type Convex } from '../geometry/convex.ts';
import { spanOf, stripBetween, type Frame } from '../geometry/chords.ts';
import type { Side } from '../plan/stretch.ts';
import { frameFacingSouth, largestBox } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { court, elbow, horseshoe, oval, rectangle, shrunk, slab } from './shapes.ts';

/** A block of the university: teaching buildings on lawns, halls of residence, or sports grounds. */
export const universityBlock: Fabric = (plot, quarter) => {
	const { dice } = quarter;
	const ground = inset(plot, () => 9);
	if (!ground || areaOf(ground.corners) < 1500) return;
	const kind = dice.next();
	if (kind < 0.2 && sportsGround(ground, quarter)) return;
	// All else of the campus is one lawn.
	quarter.green('grass', [ground.corners]);
	if (kind < 0.5) residences(ground, quarter);
	else teaching(ground, quarter);
};

/** The university's middle: the library on its square. */
export const libraryBlock: Fabric = (plot, quarter) => {
	const ground = inset(plot, () => 10);
	const frame = ground && frameFacingSouth(ground);
	const box = ground && frame && largestBox(ground, frame);
	if (!ground || !frame || !box) return;
	const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
	const [w, h] = [Math.min(46, (box.x1 - box.x0) / 2 - 6), Math.min(34, (box.y1 - box.y0) / 2 - 6)];
	const body = { x0: x - w, x1: x + w, y0: y - h, y1: y + h };
	quarter.green('grass', [
		ground.corners,
		rectangle(frame, { x0: x - w - 5, x1: x + w + 5, y0: y - h - 5, y1: y + h + 5 })
	]);
	quarter.build('university', rectangle(frame, body), 9, 1987, {
		place: 'library',
		height: 44,
		parts: [
			{ outline: [rectangle(frame, body)], height: 20 },
			{
				outline: [rectangle(frame, { x0: x - w * 0.45, x1: x + w * 0.45, y0: y - h * 0.7, y1: y + h * 0.7 })],
				height: 44
			}
		]
	});
};

function teaching(ground: Convex<Side>, quarter: Quarter): void {
	const { dice } = quarter;
	const frame = frameFacingSouth(ground);
	const box = largestBox(ground, frame);
	if (!box) return;
	const columns = Math.max(1, Math.round((box.x1 - box.x0) / 95));
	const rows = Math.max(1, Math.round((box.y1 - box.y0) / 80));
	const [width, depth] = [(box.x1 - box.x0) / columns, (box.y1 - box.y0) / rows];
	if (width < 36 || depth < 30) return;
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			const x0 = box.x0 + column * width;
			const y0 = box.y0 + row * depth;
			const own = shrunk({ x0, y0, x1: x0 + width, y1: y0 + depth }, 8);
			const wing = Math.min(15, (own.x1 - own.x0) * 0.3, (own.y1 - own.y0) * 0.3);
			const floors = dice.whole(4, 7);
			const year = dice.whole(1955, 2018);
			const figure = dice.whole(0, 4);
			if (figure === 0) continue;
			if (figure === 1) quarter.build('university', court(frame, own, wing), floors, year);
			else if (figure === 2) quarter.build('university', elbow(frame, own, wing), floors, year);
			else if (figure === 3) quarter.build('university', horseshoe(frame, own, wing), floors, year);
			else quarter.build('university', rectangle(frame, { ...own, y0: own.y1 - wing * 1.4 }), floors, year);
		}
}

function residences(ground: Convex<Side>, quarter: Quarter): void {
	const { dice } = quarter;
	const frame = frameFacingSouth(ground);
	const turned = frame.enterAll(ground);
	const [low, high] = spanOf(turned);
	const year = dice.whole(1978, 2016);
	for (let y0 = low + 1; y0 + 15 <= high; y0 += 15 + 20) {
		const strip = stripBetween(turned, y0, y0 + 15);
		if (!strip) continue;
		for (let x = strip[0]; strip[1] - x >= 40; x += 74)
			quarter.build(
				'dormitory',
				slab(frame, { x0: x, x1: x + Math.min(64, strip[1] - x), y0, y1: y0 + 15 }, 3),
				dice.whole(5, 7),
				year
			);
	}
}

/** A running track around a pitch, with stands; false when there is no room. */
export function sportsGround(
	ground: Convex<Side>,
	quarter: Quarter,
	frame: Frame = frameFacingSouth(ground)
): boolean {
	const box = largestBox(ground, frame);
	if (!box) return false;
	const [width, depth] = [box.x1 - box.x0, box.y1 - box.y0];
	const upright = depth > width;
	const [long, short] = upright ? [depth, width] : [width, depth];
	const scale = Math.min(1, long / 182, short / 100);
	if (scale < 0.42) return false;
	const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
	const [halfX, halfY] = upright ? [46 * scale, 88 * scale] : [88 * scale, 46 * scale];
	const field = { x0: x - halfX, x1: x + halfX, y0: y - halfY, y1: y + halfY };
	quarter.green('pitch', [oval(frame, field, 40)]);
	return true;
}
