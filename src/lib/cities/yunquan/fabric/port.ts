import { Frame, spanOf, stripBetween } from '../geometry/chords.ts';
import { inset, keepLeft, type Convex } from '../geometry/convex.ts';
import { direction, type Point } from '../geometry/point.ts';
import type { Side } from '../plan/stretch.ts';
import { industryBlock } from './industry.ts';
import type { Quarter } from './quarter.ts';
import { oval, rectangle } from './shapes.ts';

/**
 * A cell of the port: docks cut from the river into the land, quays between them with cranes, stacks of
 * containers and sheds, silos at the back. `river` is the side at the water; the bank lies `reach` metres
 * beyond it.
 */
export function fillPort(
	ground: Convex<Side>,
	river: readonly [Point, Point],
	reach: number,
	quarter: Quarter
): void {
	const { dice } = quarter;
	const plot = inset(ground, ({ half }) => half + 4);
	if (!plot) return;
	const frame = new Frame(direction(river[0], river[1]));
	const water = Math.min(frame.enter(river[0]).y, frame.enter(river[1]).y);
	const turned = frame.enterAll(plot);
	const [low, high] = spanOf(turned);
	const depth = high - low;
	const dock = low + depth * 0.56;
	const strip = stripBetween(turned, low + 1, dock);
	if (!strip) return;
	const [dockWidth, quayWidth] = [62, 96];
	let x = strip[0] + 8;
	for (let quay = 0; strip[1] - x > quayWidth * 0.7; quay++) {
		const right = Math.min(strip[1], x + quayWidth);
		fillQuay(frame, { x0: x + 6, x1: right - 6, y0: low + 8, y1: dock }, quarter);
		x = right;
		if (strip[1] - x < dockWidth + quayWidth * 0.7) break;
		const box = { x0: x, x1: x + dockWidth, y0: water - reach - 25, y1: dock };
		quarter.water('dock', [rectangle(frame, box)]);
		x += dockWidth;
	}
	const behind = dock + 84;
	const top = Math.min(high - 4, behind - 14);
	const back = top - dock < 42 ? undefined : stripBetween(turned, dock + 16, top);
	for (let left = back?.[0] ?? 0; back && back[1] - left > 46; left += 92) {
		const right = Math.min(back[1], left + 80);
		if (right - left > 64 && top - dock > 50 && dice.chance(0.3)) silos(frame, left, dock + 18, quarter);
		else
			quarter.build(
				'warehouse',
				rectangle(frame, {
					x0: left,
					x1: right,
					y0: dock + 18,
					y1: Math.min(top - 1, dock + 18 + dice.between(36, 50))
				}),
				1,
				dice.whole(1985, 2018),
				{ height: dice.pick([10, 12, 13]) }
			);
	}
	const [a, b] = [frame.leave({ x: 0, y: behind }), frame.leave({ x: 1, y: behind })];
	const works = keepLeft(plot, a, b, { half: 6 });
	if (works) industryBlock(works, quarter);
}

function fillQuay(
	frame: Frame,
	box: { x0: number; x1: number; y0: number; y1: number },
	quarter: Quarter
): void {
	const { dice } = quarter;
	const year = dice.whole(1998, 2021);
	// Gantry cranes along the dock's edge.
	for (let y = box.y0 + 8; y + 24 < box.y1; y += dice.between(58, 90)) {
		crane(frame, box.x1 - 17, y, quarter, year);
	}
	for (let y = box.y0 + 4; y + 13 < box.y1; y += 18)
		for (let x = box.x0; x + 26 < box.x1 - 20; x += 29)
			if (dice.chance(0.72))
				quarter.build('containers', rectangle(frame, { x0: x, x1: x + 25, y0: y, y1: y + 12.5 }), 1, year, {
					height: dice.pick([2.6, 5.2, 7.8, 10.4])
				});
}

function silos(frame: Frame, left: number, low: number, quarter: Quarter): void {
	for (let row = 0; row < 2; row++)
		for (let k = 0; k < 4; k++) {
			const [x0, y0] = [left + k * 16, low + row * 16];
			quarter.build('silo', oval(frame, { x0, x1: x0 + 14.5, y0, y1: y0 + 14.5 }, 18), 1, 1996, {
				height: 34
			});
		}
}

/** A gantry crane: four legs and the bridge that they carry. */
function crane(frame: Frame, x0: number, y0: number, quarter: Quarter, year: number): void {
	const [width, depth, leg] = [15, 22, 2.6];
	const legs = [x0, x0 + width - leg].flatMap((x) =>
		[y0, y0 + depth - leg].map((y) => ({
			outline: [rectangle(frame, { x0: x, x1: x + leg, y0: y, y1: y + leg })],
			height: 36
		}))
	);
	const bridge = {
		outline: [rectangle(frame, { x0, x1: x0 + width, y0, y1: y0 + depth })],
		height: 41,
		base: 36
	};
	const boom = {
		outline: [rectangle(frame, { x0: x0 + 5, x1: x0 + 10, y0: y0 + 4, y1: y0 + depth - 4 })],
		height: 56,
		base: 41
	};
	quarter.build('crane', rectangle(frame, { x0, x1: x0 + width, y0, y1: y0 + depth }), 1, year, {
		height: 56,
		parts: [...legs, bridge, boom]
	});
}
