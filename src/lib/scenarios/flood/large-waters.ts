import { aroundCell, type Ground } from './ground.ts';

/** 1 where a water of at least so many m² stands: ponds do not rise with rivers. */
export function largeWaters(ground: Ground, least: number): Uint8Array {
	const large = new Uint8Array(ground.water.length);
	const seen = new Uint8Array(ground.water.length);
	for (let first = 0; first < seen.length; first++) {
		if (ground.water[first] === 0 || seen[first] === 1) continue;
		const cells = [first];
		seen[first] = 1;
		for (let k = 0; k < cells.length; k++)
			aroundCell(ground, cells[k]!, (neighbour) => {
				if (ground.water[neighbour] === 0 || seen[neighbour] === 1) return;
				seen[neighbour] = 1;
				cells.push(neighbour);
			});
		if (cells.length * ground.area >= least) for (const cell of cells) large[cell] = 1;
	}
	return large;
}
