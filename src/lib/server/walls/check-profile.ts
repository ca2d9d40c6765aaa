import { AppError } from '#lib/model/errors.ts';
import type { WallNode, WallProfile } from '#lib/model/wall/profile.ts';

/** Throws INPUT_INVALID when the machines of a wall do not show each pixel of its picture once. */
export function checkProfile({ nodes, width, height }: WallProfile): void {
	const places = new Set(nodes.map(({ column, row }) => `${column} ${row}`));
	if (places.size < nodes.length) throw wrong('two machines have the same column and row');
	const outside = nodes.find((node) => node.x + node.width > width || node.y + node.height > height);
	if (outside) throw wrong(`machine ${nameOf(outside)} reaches out of the picture of ${width} × ${height}`);
	for (const [i, node] of nodes.entries()) {
		const other = nodes.slice(i + 1).find((one) => overlap(node, one));
		if (other) throw wrong(`machines ${nameOf(node)} and ${nameOf(other)} overlap`);
	}
	const covered = nodes.reduce((sum, node) => sum + node.width * node.height, 0);
	if (covered < width * height) throw wrong('together they leave a part of the picture dark');
}

const nameOf = ({ column, row }: WallNode) => `(${column}, ${row})`;

const overlap = (a: WallNode, b: WallNode): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const wrong = (what: string) =>
	new AppError('INPUT_INVALID', { message: `nodes: ${what}. Each pixel belongs to one machine.` });
