import type { Page } from 'playwright-core';
import { Server } from 'socket.io';
import { serveIsolatedPage } from '../support/isolated-page.ts';
import { drag, type Act } from './acts.ts';
import type { PeerMover, SoakPeer } from './peer/page.ts';

/** The page of deck.gl alone and the feed it listens to. */
export interface SoakPeerPage {
	readonly url: string;
	close(): void;
}

interface PeerWindow extends Window {
	readonly soakPeer: SoakPeer;
}

const MOVERS = 600;
const EVERY_MS = 200;

/** Serves a page that draws as many buildings with deck.gl alone, and sends it movers as JSON five times a second. */
export async function servePeer(buildings: number): Promise<SoakPeerPage> {
	const { origin, server, close } = await serveIsolatedPage('soak/peer', () => new Uint8Array());
	const sockets = new Server(server);
	const movers: PeerMover[] = Array.from({ length: MOVERS }, () => ({ lng: 122.9, lat: 36, speed: 10 }));
	const news = setInterval(() => {
		for (const [i, { lng, lat }] of movers.entries())
			movers[i] = {
				lng: lng + (Math.random() - 0.5) / 1e3,
				lat: lat + (Math.random() - 0.5) / 1e3,
				speed: 20 * Math.random()
			};
		sockets.emit('movers', movers);
	}, EVERY_MS);
	return {
		url: `${origin}?buildings=${String(buildings)}`,
		close() {
			clearInterval(news);
			void sockets.close();
			close();
		}
	};
}

/** What the pages of ours go through, as far as a plain page has it. */
export function peerActs(page: Page): Act[] {
	const fly = (change: Parameters<SoakPeer['fly']>[0]) => () =>
		page.evaluate((to) => (window as unknown as PeerWindow).soakPeer.fly(to), change);
	const toggle = () => page.evaluate(() => (window as unknown as PeerWindow).soakPeer.toggleLayers());
	return [
		{
			name: 'layers off and on',
			async run() {
				await toggle();
				await toggle();
			}
		},
		{ name: 'home', run: fly({}) },
		{
			name: 'sql',
			async run() {
				await page.evaluate(() =>
					(window as unknown as PeerWindow).soakPeer.sql(
						'SELECT count(*) AS n, avg(height) AS metres FROM buildings'
					)
				);
			}
		},
		{ name: 'drag', run: () => drag(page, 180) },
		{
			name: 'context lost',
			run: () => page.evaluate(() => (window as unknown as PeerWindow).soakPeer.loseContext())
		},
		{ name: 'north', run: fly({}) },
		{ name: 'drag back', run: () => drag(page, -180) },
		{ name: 'nearer', run: fly({ zoom: 1 }) },
		{ name: 'flight', run: fly({ zoom: 0.8, bearing: 40 }) }
	];
}
