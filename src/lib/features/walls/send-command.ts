import { m } from '#lib/paraglide/messages.js';
import type { Command } from '../explore/commands.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** The view of a page goes into the preview of a wall: of every page that shows one. */
export const sendCommand = (session: CitySession): Command & { readonly key: string } => ({
	id: 'send-to-wall',
	title: m.walls_send,
	key: 'p',
	run: () => void import('./send-to-wall.ts').then(({ sendToWall }) => sendToWall(session))
});
