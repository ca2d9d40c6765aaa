import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { WallNodeState } from '#lib/model/wall/wall-list.ts';

/**
 * How a machine of a wall is, the worst first. `absent`: there is none at its place; `late`: nothing was heard for
 * seconds; `behind`: it is heard from and shows what is no longer on air; `dark`: it cannot draw its map; `troubled`: it
 * shows the right thing and is not well.
 */
export type NodeCondition = 'absent' | 'late' | 'behind' | 'dark' | 'troubled' | 'fine';

/** What a machine that is heard from has to complain about. */
export type NodeTrouble = 'offline' | 'slow' | 'memory' | 'canvas' | 'broken';

/** More memory than this is past what a wall may use, MB. */
export const HEAP_LIMIT_MB = 1200;
/** The same of all processes of a machine's browser, MB. */
const RESIDENT_LIMIT_MB = 4000;
/** A frame that takes longer is seen to stutter at half of a wall's rate. */
const SLOW_FRAME_MS = 100;

export function troublesOf({ node, health }: Pick<WallNodeState, 'node' | 'health'>): readonly NodeTrouble[] {
	if (!health) return [];
	const { link, frame, heap = 0, resident = 0, canvas, broken } = health;
	const isFull = heap > HEAP_LIMIT_MB || resident > RESIDENT_LIMIT_MB;
	const isOtherSize = canvas.width > 0 && (canvas.width !== node.width || canvas.height !== node.height);
	return [
		...(link === 'offline' ? (['offline'] as const) : []),
		...(frame > SLOW_FRAME_MS ? (['slow'] as const) : []),
		...(isFull ? (['memory'] as const) : []),
		...(isOtherSize ? (['canvas'] as const) : []),
		...(broken.length > 0 ? (['broken'] as const) : [])
	];
}

/** A window that nobody paired and that is silent for so long was closed: nobody waits for it. */
const CLOSED_AFTER: Milliseconds = 60_000;

export function conditionOf(state: Omit<WallNodeState, 'thumbnailAt'>, now: EpochMs): NodeCondition {
	const { health, device, at, late, behind } = state;
	const isClosed = device === undefined && (at === undefined || now - at > CLOSED_AFTER);
	if (late) return isClosed ? 'absent' : 'late';
	if (health === undefined) return 'absent';
	if (behind) return 'behind';
	if (health.dark) return 'dark';
	return troublesOf(state).length > 0 ? 'troubled' : 'fine';
}

/** True for what somebody has to see to at once. */
export const isFailing = (condition: NodeCondition): boolean =>
	condition === 'late' || condition === 'behind' || condition === 'dark';

/** Machines that are heard from and show what is on air, of all of a wall. */
export function inStep(
	nodes: readonly WallNodeState[],
	now: EpochMs
): { readonly ready: number; readonly all: number; readonly failing: number } {
	const conditions = nodes.map((node) => conditionOf(node, now));
	return {
		ready: conditions.filter((condition) => condition === 'troubled' || condition === 'fine').length,
		all: nodes.length,
		failing: conditions.filter(isFailing).length
	};
}
