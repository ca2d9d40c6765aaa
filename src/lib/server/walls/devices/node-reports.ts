import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { WallNode } from '#lib/model/wall/profile.ts';
import type { WallHealth } from '#lib/model/wall/programme.ts';
import type { WallNodeState } from '#lib/model/wall/wall-list.ts';
import type { Revision } from '../wall-states.ts';

/** A machine that says nothing for so long is late. */
export const LATE_AFTER: Milliseconds = 4000;
/** A machine that does not show a revision so long after it was due is behind. */
export const BEHIND_AFTER: Milliseconds = 2000;

interface Report {
	readonly health: WallHealth;
	readonly at: EpochMs;
}
interface Thumbnail {
	readonly jpeg: Uint8Array;
	readonly at: EpochMs;
}
type Place = Pick<WallNode, 'column' | 'row'>;

/** What the machines of all walls said last, and their newest pictures of themselves: in memory, one of each for a place. */
export class NodeReports {
	readonly #reports = new Map<string, Report>();
	readonly #thumbnails = new Map<string, Thumbnail>();

	hear(wall: string, place: Place, report: Report): void {
		this.#reports.set(keyOf(wall, place), report);
	}
	keepThumbnail(wall: string, place: Place, thumbnail: Thumbnail): void {
		this.#thumbnails.set(keyOf(wall, place), thumbnail);
	}
	thumbnail(wall: string, place: Place): Thumbnail | undefined {
		return this.#thumbnails.get(keyOf(wall, place));
	}
	report(wall: string, place: Place): Report | undefined {
		return this.#reports.get(keyOf(wall, place));
	}

	/** Another machine stands there, or none. */
	forget(wall: string, place: Place): void {
		this.#reports.delete(keyOf(wall, place));
		this.#thumbnails.delete(keyOf(wall, place));
	}

	/** What is known of a machine. One that never said anything is late when it is expected to for so long. */
	stateOf(
		wall: string,
		node: WallNode,
		{
			now,
			revisions,
			expectedSince
		}: {
			readonly now: EpochMs;
			readonly revisions: readonly Revision[];
			readonly expectedSince: EpochMs | undefined;
		}
	): WallNodeState {
		const report = this.report(wall, node);
		const thumbnailAt = this.thumbnail(wall, node)?.at;
		return {
			node,
			...(report && { health: report.health, at: report.at }),
			late: now - (report?.at ?? expectedSince ?? now) > LATE_AFTER,
			behind: report !== undefined && isBehind(report, revisions),
			...(thumbnailAt !== undefined && { thumbnailAt })
		};
	}
}

const keyOf = (wall: string, { column, row }: Place): string => `${wall} ${column} ${row}`;

/** By what it said itself: a report that was made before it had to show a revision says nothing against it. */
function isBehind({ health, at }: Report, revisions: readonly Revision[]): boolean {
	const missing = revisions.find(({ rev }) => rev > health.rev);
	return missing !== undefined && at - missing.applyAt > BEHIND_AFTER;
}
