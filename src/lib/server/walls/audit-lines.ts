import type { EpochMs } from '#lib/model/units.ts';
import type { WallAuditLine, WallCommand } from '#lib/model/wall/command.ts';
import type { WallState } from './programme/state.ts';

/** A command as the audit keeps it. */
export function commandLine(
	command: WallCommand,
	done: {
		readonly before: number;
		readonly after: number;
		readonly outcome: WallAuditLine['outcome'];
		readonly now: EpochMs;
	}
): WallAuditLine {
	const { now, ...rest } = done;
	const of = subjectOf(command);
	return { at: now, by: command.by, what: command.kind, ...(of !== undefined && { of }), ...rest };
}

/** What a wall did by itself that somebody will ask for; turns of a playlist are none. */
export function ownActs(before: WallState, after: WallState, now: EpochMs): readonly WallAuditLine[] {
	const line = (what: string, of: string): WallAuditLine => ({
		at: now,
		by: 'clock',
		what,
		of,
		before: before.rev,
		after: after.rev,
		outcome: 'done'
	});
	const [was, is] = [before.interruption, after.interruption];
	const isLive = before.picture.clock && !after.picture.clock && before.picture.scene === after.picture.scene;
	return [
		...(before.lease && !after.lease
			? [line('lease-over', `${before.lease.role} (${before.lease.by})`)]
			: []),
		...(isLive ? [line('replay-over', before.picture.scene.id)] : []),
		...(was && was.alarm !== is?.alarm ? [line('return', was.alarm)] : []),
		...(is && is.alarm !== was?.alarm ? [line('interrupt', is.alarm)] : [])
	];
}

function subjectOf(command: WallCommand): string | undefined {
	switch (command.kind) {
		case 'take':
			return typeof command.scene === 'string' ? command.scene : command.scene.id;
		case 'blank':
			return command.on ? 'on' : 'off';
		case 'message':
			return command.text;
		case 'play':
			return command.playlist;
		case 'lease':
			return command.reason === undefined ? command.role : `${command.role}: ${command.reason}`;
		case 'fly':
			return `${command.to.lng.toFixed(5)},${command.to.lat.toFixed(5)},${command.to.zoom.toFixed(2)}`;
		default:
			return undefined;
	}
}
