import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { WallCommand } from '#lib/model/wall/command.ts';
import { isHigher } from '#lib/model/wall/post.ts';
import { changed, type LeaseState, type WallState } from './state.ts';
import { saidError } from '#lib/model/said-error.ts';

type LeaseCommand = Extract<WallCommand, { kind: 'lease' }>;
const MINUTE = 60_000;
/** An alarm that nobody has acknowledged keeps the wall for so long after a lease: it does not go without notice. */
const AFTER_LEASE: Milliseconds = 20_000;

/** Throws ACT_REFUSED for a command of somebody else than who holds the wall. */
export function refuseOthers({ lease }: WallState, { kind, by }: WallCommand): void {
	if (!lease || lease.by === by || kind === 'lease') return;
	throw held(lease);
}

/** Gives the wall to who asks: while another holds it only to a higher post, for a reason. Throws ACT_REFUSED. */
export function lend(state: WallState, command: LeaseCommand, now: EpochMs): WallState {
	const { role, post, by, minutes, reason } = command;
	const { lease } = state;
	const until = now + minutes * MINUTE;
	if (!lease || lease.by === by) {
		const taken = lease?.taken;
		return changed(state, { lease: { role, post, by, minutes, until, ...(taken && { taken }) } }, now);
	}
	if (reason === undefined || !isHigher(post, lease.post)) throw held(lease);
	const taken = { from: { by: lease.by, role: lease.role }, reason, at: now };
	return changed(state, { lease: { role, post, by, minutes, until, taken } }, now);
}

/** Throws ACT_REFUSED when nobody holds it. */
export function release(state: WallState, now: EpochMs): WallState {
	if (!state.lease)
		throw saidError('ACT_REFUSED', { zh: '没有人在控制这面大屏。', en: 'Nobody holds this wall.' });
	return letGo(state, now);
}

/** A command of the holder gives the whole time again. */
export function renewed({ lease }: WallState, by: string, now: EpochMs): LeaseState | undefined {
	if (lease?.by !== by) return lease;
	return { ...lease, until: Math.max(lease.until, now + lease.minutes * MINUTE) };
}

/** The same state while its time is not over. */
export const endLease = (state: WallState, now: EpochMs): WallState =>
	state.lease && now >= state.lease.until ? letGo(state, now) : state;

function letGo(state: WallState, now: EpochMs): WallState {
	const { interruption: taken } = state;
	const interruption = taken && { ...taken, returnAt: Math.max(taken.returnAt, now + AFTER_LEASE) };
	return changed(state, { lease: undefined, interruption }, now);
}

const held = ({ role, post, by, until }: LeaseState) =>
	new AppError('ACT_REFUSED', {
		message: `${role} (${by}) holds this wall until ${new Date(until).toISOString()}: wait, or take it over with a reason from a higher post than ${post}.`,
		role,
		post,
		by,
		until
	});
