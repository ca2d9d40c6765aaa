import { m } from '#lib/paraglide/messages.js';
import type { Command } from '../explore/commands.ts';
import type { Mixer } from './mixer.svelte.ts';

/** What keys and the command box do to the wall. Taking is not among them: its key wants to be held. */
export function mixerCommands(mixer: Mixer, onmessage: () => void): Command[] {
	const playlist = () => mixer.wall?.programme.playlist;
	return [
		{ id: 'wall-undo', title: m.walls_undo, key: 'u', run: () => mixer.undo() },
		{ id: 'wall-blank', title: m.walls_blank_or_not, key: 'b', run: () => mixer.blank() },
		{ id: 'wall-safe', title: m.walls_safe, key: 'x', run: () => mixer.safe() },
		{ id: 'wall-message', title: m.walls_message, key: 'i', run: onmessage },
		{ id: 'wall-next', title: m.walls_next, key: 'j', run: () => playlist() && mixer.give({ kind: 'next' }) },
		{ id: 'wall-back', title: m.walls_back, key: 'k', run: () => playlist() && mixer.give({ kind: 'back' }) },
		{ id: 'wall-stop', title: m.walls_stop_or_go_on, key: 's', run: () => mixer.stopOrGoOn() },
		{
			id: 'wall-return',
			title: m.walls_return,
			key: 'r',
			run: () => mixer.wall?.programme.interruption && mixer.give({ kind: 'return' })
		},
		{
			id: 'wall-follow',
			title: m.walls_follow,
			key: 'g',
			run: () => mixer.canFollow && mixer.toggleFollowing()
		},
		{ id: 'wall-control', title: m.walls_control_key, key: 'c', run: () => mixer.control() }
	];
}
