import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs } from '#lib/model/units.ts';
import {
	THUMBNAIL_BYTES,
	type DeviceState,
	type HealthAnswer,
	type HealthReport
} from '#lib/model/wall/device.ts';
import type { WallNode, WallProfile } from '#lib/model/wall/profile.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallNodeState } from '#lib/model/wall/wall-list.ts';
import type { CityZone } from '#lib/server/sources/city-zone.ts';
import { VERSION } from '#lib/server/version.ts';
import type { Walls } from '../walls.ts';
import { DeviceBook } from './device-book.ts';
import { brightnessAt } from './night-brightness.ts';
import { NodeReports } from './node-reports.ts';
import { ReloadTurns } from './reload-turns.ts';

type Place = Pick<WallNode, 'column' | 'row'>;
/** Somebody at the desk does something with a machine. */
interface Placed extends Place {
	readonly wall: string;
	readonly by: string;
}

export interface MachinesOptions {
	readonly database: DatabaseSync;
	readonly walls: Walls;
	readonly now: () => EpochMs;
	readonly zone: Pick<CityZone, 'toLocal'>;
}

const JPEG = [0xff, 0xd8, 0xff] as const;

/** The machines of all walls: which they are, how they are, and what they are told. */
export class Machines {
	readonly #options: MachinesOptions;
	readonly #devices: DeviceBook;
	readonly #reports = new NodeReports();
	readonly #reloads = new ReloadTurns();
	readonly #startedAt: EpochMs;
	#told: string;

	constructor(options: MachinesOptions) {
		this.#options = options;
		this.#devices = new DeviceBook(options.database);
		this.#startedAt = options.now();
		this.#told = this.#news();
	}

	/** A code for a machine that belongs to no wall. Throws OVERLOADED. */
	ask(renderer: string) {
		return this.#devices.ask(renderer, this.#options.now());
	}
	self(proofs: Parameters<DeviceBook['self']>[0]): { readonly is: DeviceState; readonly token?: string } {
		return this.#devices.self(proofs, this.#options.now());
	}
	waiting() {
		return this.#devices.waiting(this.#options.now());
	}

	/** Throws NOT_FOUND for a code that nobody shows, a wall that there is none of, or a place that it has not. */
	adopt({ code, ...placed }: Placed & { readonly code: string }): void {
		const { walls, now } = this.#options;
		const { wall, column, row, by } = placed;
		requirePlace(walls.profile(wall), placed);
		this.#devices.adopt({ code, ...placed }, now());
		this.#reports.forget(wall, placed);
		walls.note(wall, { by, what: 'adopt', of: `${column}, ${row}` });
	}

	/** Throws NOT_FOUND. */
	revoke(device: string, by: string): void {
		const { walls, now } = this.#options;
		const { wall, column, row } = this.#devices.revoke(device, now());
		this.#reports.forget(wall, { column, row });
		walls.note(wall, { by, what: 'revoke', of: `${column}, ${row}` });
	}
	/** A wall has other places than before. */
	revokeBeyond({ id, nodes }: WallProfile, by: string): void {
		for (const device of this.#devices.of(id)) if (!isPlace(nodes, device)) this.revoke(device.id, by);
	}
	/** The wall is gone. */
	revokeAll(wall: string, by: string): void {
		for (const { id } of this.#devices.of(wall)) this.revoke(id, by);
	}

	/** Throws NOT_FOUND. */
	reload({ wall, by, ...place }: Placed): void {
		const { walls } = this.#options;
		requirePlace(walls.profile(wall), place);
		this.#reloads.ask(wall, place);
		walls.note(wall, { by, what: 'reload', of: `${place.column}, ${place.row}` });
	}

	/** True for the machine that was adopted for this place. */
	isAt(token: string | undefined, wall: string, { column, row }: Place): boolean {
		const device = this.#devices.byToken(token);
		return device?.wall === wall && device.column === column && device.row === row;
	}

	/**
	 * What a machine says of itself, and what it is told. `isOwn`: it was adopted for this place; where one was, what
	 * other windows say of the place is not kept. Throws NOT_FOUND.
	 */
	hear(
		wall: string,
		place: Place,
		{
			health,
			version = VERSION,
			isOwn,
			lookedAt
		}: Pick<HealthReport, 'health' | 'version'> & { readonly isOwn: boolean; readonly lookedAt: boolean }
	): HealthAnswer {
		const { walls, zone } = this.#options;
		const now = this.#options.now();
		const profile = walls.profile(wall);
		requirePlace(profile, place);
		const programme = walls.programme(wall);
		const counts = isOwn || !this.#devices.at(wall, place);
		if (counts) this.#reports.hear(wall, place, { health, at: now });
		const outdated = version !== VERSION;
		const quiet = isQuiet(programme, now);
		// Another window than the machine's own is no part of the picture that the others hold.
		const reload = counts
			? this.#reloads.isDue(wall, place, { health, now, quiet, outdated })
			: outdated && quiet;
		return {
			now,
			rev: programme.rev,
			brightness: brightnessAt(profile, now, zone),
			thumbnail: counts && lookedAt,
			...(reload && { reload: 'quiet' }),
			version: VERSION
		};
	}

	/** A machine's picture of itself. Throws NOT_FOUND, INPUT_TOO_LARGE, INPUT_INVALID for bytes that are no JPEG. */
	keepThumbnail(
		wall: string,
		place: Place,
		{ jpeg, isOwn }: { readonly jpeg: Uint8Array; readonly isOwn: boolean }
	): void {
		requirePlace(this.#options.walls.profile(wall), place);
		if (jpeg.byteLength > THUMBNAIL_BYTES)
			throw new AppError('INPUT_TOO_LARGE', {
				message: `A picture of a machine has at most ${THUMBNAIL_BYTES} bytes.`
			});
		if (JPEG.some((byte, i) => jpeg[i] !== byte))
			throw new AppError('INPUT_INVALID', { message: 'A picture of a machine is a JPEG.' });
		if (isOwn || !this.#devices.at(wall, place))
			this.#reports.keepThumbnail(wall, place, { jpeg, at: this.#options.now() });
	}
	/** Throws NOT_FOUND while there is none. */
	thumbnail(wall: string, place: Place): Uint8Array {
		const thumbnail = this.#reports.thumbnail(wall, place);
		if (thumbnail) return thumbnail.jpeg;
		throw new AppError('NOT_FOUND', {
			message: `Machine (${place.column}, ${place.row}) of wall ${wall} has sent no picture of itself yet.`
		});
	}

	/** A wall's machines as the desk sees them. */
	statesOf({ id, nodes }: WallProfile): readonly WallNodeState[] {
		const now = this.#options.now();
		const revisions = this.#options.walls.revisions(id);
		return nodes.map((node) => {
			const device = this.#devices.at(id, node);
			const expectedSince = device && Math.max(device.adoptedAt, this.#startedAt);
			const state = this.#reports.stateOf(id, node, { now, revisions, expectedSince });
			return { ...state, ...(device && { device }) };
		});
	}

	/** Those that were adopted: how many, and in a few words which are late, behind or without a map, `main (1, 0)`. */
	health(): {
		readonly machines: number;
		readonly late: readonly string[];
		readonly behind: readonly string[];
		readonly dark: readonly string[];
	} {
		const adopted = this.#options.walls.profiles.flatMap((profile) =>
			this.statesOf(profile)
				.filter(({ device }) => device)
				.map((state) => ({ ...state, name: `${profile.id} (${state.node.column}, ${state.node.row})` }))
		);
		const named = (is: (state: WallNodeState) => boolean) => adopted.filter(is).map(({ name }) => name);
		return {
			machines: adopted.length,
			late: named(({ late }) => late),
			behind: named(({ behind }) => behind),
			dark: named(isDark)
		};
	}

	/** The desk is told when a machine waits, is late, behind or without a map, or no longer. */
	tick(): void {
		const news = this.#news();
		if (news === this.#told) return;
		this.#told = news;
		this.#options.walls.changed();
	}

	#news(): string {
		const states = this.#options.walls.profiles.flatMap((profile) =>
			this.statesOf(profile).map((state) => [state.device?.id, state.late, state.behind, isDark(state)])
		);
		return JSON.stringify([states, this.waiting().map(({ code }) => code)]);
	}
}

const isDark = ({ late, health }: WallNodeState): boolean => !late && health?.dark === true;

/** Throws NOT_FOUND. */
function requirePlace({ id, nodes }: WallProfile, { column, row }: Place): void {
	if (isPlace(nodes, { column, row })) return;
	throw notFound({
		zh: `大屏 ${id} 在第 ${column} 列第 ${row} 行没有节点。`,
		en: `Wall ${id} has no machine at column ${column}, row ${row}.`
	});
}

const isPlace = (nodes: readonly WallNode[], { column, row }: Place): boolean =>
	nodes.some((node) => node.column === column && node.row === row);

/** Nothing moves that a machine which loads itself anew would miss. */
const isQuiet = ({ flight, interruption }: WallProgramme, now: EpochMs): boolean =>
	!interruption && (!flight || now >= flight.endAt);
