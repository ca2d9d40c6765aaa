import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { DeviceAsked, DeviceState } from '#lib/model/wall/device.ts';
import type { WallNode } from '#lib/model/wall/profile.ts';
import type { WaitingDevice, WallDevice } from '#lib/model/wall/wall-list.ts';
import { saidError } from '#lib/model/said-error.ts';

/** Machines that wait to be adopted at a time; anybody on the network can be one. */
export const MOST_WAITING = 20;
/** One that does not ask for so long waits no longer. */
export const WAITS_FOR: Milliseconds = 15_000;

const CODES = 1_000_000;
const SECRET_BYTES = 32;

type Place = Pick<WallNode, 'column' | 'row'>;

/** A machine that was adopted, and where. */
export interface PlacedDevice extends WallDevice, Place {
	readonly wall: string;
}
interface Waiting extends WaitingDevice {
	readonly secret: string;
	askedAt: EpochMs;
}

/**
 * Machines that belong to walls, and those that wait to. A machine proves who it is by a secret of its own until it is
 * adopted, then by a token; both are known here by their SHA-256 only.
 */
export class DeviceBook {
	readonly #database: DatabaseSync;
	readonly #waiting = new Map<string, Waiting>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** A code for a machine to show. Throws OVERLOADED when too many wait. */
	ask(renderer: string, now: EpochMs): DeviceAsked {
		if (this.waiting(now).length >= MOST_WAITING)
			throw new AppError('OVERLOADED', {
				message: `${MOST_WAITING} machines wait to be adopted already.`,
				retryAfter: WAITS_FOR / 1000
			});
		let code: string;
		do code = String(randomInt(CODES)).padStart(6, '0');
		while (this.#waiting.has(code));
		const secret = newSecret();
		this.#waiting.set(code, { code, since: now, renderer, secret: digest(secret), askedAt: now });
		return { code, secret };
	}

	/** Which machine somebody is. `token`: a new one, for its cookie, when it has just been adopted. */
	self(
		{ secret, token }: { readonly secret?: string | undefined; readonly token?: string | undefined },
		now: EpochMs
	): { readonly is: DeviceState; readonly token?: string } {
		const bySecret = secret === undefined ? undefined : this.#bySecret(digest(secret), now);
		if (bySecret) return bySecret;
		const row = token === undefined ? undefined : this.#row('token', digest(token));
		if (!row) return { is: { state: 'unknown' } };
		if (row['revoked'] !== null) return { is: { state: 'revoked' } };
		return { is: paired(row) };
	}

	/** The machine that a token belongs to; undefined once it was revoked. */
	byToken(token: string | undefined): PlacedDevice | undefined {
		const row = token === undefined ? undefined : this.#row('token', digest(token));
		if (row?.['revoked'] !== null) return undefined;
		// Its cookie has arrived: the secret that it asked with proves nothing any more.
		if (row['secret'] !== null)
			this.#database.prepare('UPDATE devices SET secret = NULL WHERE id = ?').run(row['id']!);
		return placed(row);
	}

	/** Who waits, the first first. */
	waiting(now: EpochMs): readonly WaitingDevice[] {
		for (const [code, { askedAt }] of this.#waiting)
			if (Math.abs(now - askedAt) > WAITS_FOR) this.#waiting.delete(code);
		return [...this.#waiting.values()].map(({ code, since, renderer }) => ({ code, since, renderer }));
	}

	/** Gives a waiting machine its place; one that had it is revoked. Throws NOT_FOUND for a code that nobody shows. */
	adopt(
		{
			code,
			wall,
			column,
			row,
			by
		}: Place & { readonly code: string; readonly wall: string; readonly by: string },
		now: EpochMs
	): void {
		const waiting = this.waiting(now).some((one) => one.code === code) && this.#waiting.get(code);
		if (!waiting)
			throw saidError('NOT_FOUND', {
				zh: `现在没有设备显示代码 ${code}，请对照屏幕重新输入。`,
				en: `No machine shows the code ${code} now: read it again from the screen.`
			});
		const before = this.at(wall, { column, row });
		if (before) this.revoke(before.id, now);
		this.#database
			.prepare(
				'INSERT INTO devices (id, wall, column, row, by, adopted, token, secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
			)
			// Until it fetches its token, nothing has the digest of one.
			.run(randomBytes(9).toString('base64url'), wall, column, row, by, now, '', waiting.secret);
		this.#waiting.delete(code);
	}

	/** Throws NOT_FOUND. */
	revoke(id: string, now: EpochMs): PlacedDevice {
		const row = this.#database.prepare('SELECT * FROM devices WHERE id = ? AND revoked IS NULL').get(id);
		if (!row) throw notFound({ zh: `没有节点 ${id}。`, en: `There is no machine ${id}.` });
		this.#database.prepare('UPDATE devices SET revoked = ?, secret = NULL WHERE id = ?').run(now, id);
		return placed(row);
	}

	/** The machine of a place. */
	at(wall: string, { column, row }: Place): WallDevice | undefined {
		const found = this.#database
			.prepare('SELECT * FROM devices WHERE wall = ? AND column = ? AND row = ? AND revoked IS NULL')
			.get(wall, column, row);
		if (!found) return undefined;
		const { id, adoptedAt, by } = placed(found);
		return { id, adoptedAt, by };
	}
	/** All of a wall. */
	of(wall: string): readonly PlacedDevice[] {
		return this.#database
			.prepare('SELECT * FROM devices WHERE wall = ? AND revoked IS NULL ORDER BY row, column')
			.all(wall)
			.map(placed);
	}

	#bySecret(secret: string, now: EpochMs): { readonly is: DeviceState; readonly token?: string } | undefined {
		this.waiting(now);
		for (const waiting of this.#waiting.values()) {
			if (waiting.secret !== secret) continue;
			waiting.askedAt = now;
			return { is: { state: 'waiting', code: waiting.code } };
		}
		const row = this.#row('secret', secret);
		if (!row) return undefined;
		const token = newSecret();
		this.#database.prepare('UPDATE devices SET token = ? WHERE id = ?').run(digest(token), row['id']!);
		return { is: paired(row), token };
	}

	#row(column: 'token' | 'secret', value: string) {
		return this.#database.prepare(`SELECT * FROM devices WHERE ${column} = ?`).get(value);
	}
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const placed = (row: Record<string, unknown>): PlacedDevice => ({
	id: String(row['id']),
	wall: String(row['wall']),
	column: Number(row['column']),
	row: Number(row['row']),
	adoptedAt: Number(row['adopted']),
	by: String(row['by'])
});

function paired(row: Record<string, unknown>): DeviceState {
	const { wall, column, row: line } = placed(row);
	return { state: 'paired', wall, column, row: line };
}
