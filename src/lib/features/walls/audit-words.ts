import type { WallAuditLine } from '#lib/model/wall/command.ts';
import { m } from '#lib/paraglide/messages.js';

const ACTS: Readonly<Record<string, () => string>> = {
	take: m.walls_take,
	undo: m.walls_undo,
	blank: m.walls_blank,
	safe: m.walls_safe,
	message: m.walls_message,
	fly: m.walls_act_fly,
	time: m.walls_act_time,
	play: m.walls_act_play,
	next: m.walls_next,
	back: m.walls_back,
	stop: m.walls_stop,
	lease: m.walls_control_take,
	release: m.walls_release,
	return: m.walls_return,
	interrupt: m.walls_act_interrupt,
	'lease-over': m.walls_act_lease_over,
	'replay-over': m.walls_act_replay_over,
	profile: m.walls_profile,
	adopt: m.walls_adopt,
	revoke: m.walls_revoke,
	reload: m.walls_reload,
	scene: m.walls_act_scene,
	playlist: m.walls_act_playlist,
	'forget-profile': m.walls_forget,
	'forget-scene': m.walls_act_forget_scene,
	'forget-playlist': m.walls_act_forget_playlist
};

/** What was done in words; what we do not know stands as it is. */
export const actName = (what: string): string => ACTS[what]?.() ?? what;

const OUTCOMES: Readonly<Record<WallAuditLine['outcome'], () => string>> = {
	done: m.walls_outcome_done,
	stale: m.walls_outcome_stale,
	repeated: m.walls_outcome_repeated,
	refused: m.walls_outcome_refused
};
export const outcomeName = (outcome: WallAuditLine['outcome']): string => OUTCOMES[outcome]();
