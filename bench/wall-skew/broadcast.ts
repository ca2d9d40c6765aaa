import { Server } from 'socket.io';
import type { Server as HttpServer } from 'node:http';
import { flightAt } from '#lib/model/wall/flight-at.ts';
import { flightOf, type Course, type Way } from './course.ts';
import type { Broadcast } from './page.ts';

/** Sends everybody where everything is, so many times a second: the naive wall. Returns what ends it. */
export function startBroadcast(
	http: HttpServer,
	course: Course,
	ways: readonly Way[],
	hertz: number
): () => Promise<void> {
	const io = new Server({ transports: ['websocket'], perMessageDeflate: false, path: '/socket.io' });
	io.attach(http, { destroyUpgrade: false });
	const room = io.of('/broadcast');
	const xy = new Float32Array(2 * ways.length);
	const timer = setInterval(() => {
		const now = Date.now();
		const seconds = (now - course.startAt) / 1000;
		ways.forEach(({ x, y, vx, vy }, i) => xy.set([x + vx * seconds, y + vy * seconds], 2 * i));
		const said: Broadcast = { lng: flightAt(flightOf(course, now), now).lng, xy: xy.buffer.slice(0) };
		room.emit('all', said);
	}, 1000 / hertz);
	return async () => {
		clearInterval(timer);
		await room.disconnectSockets(true);
		await new Promise<void>((resolve) => io.engine.close() && resolve());
	};
}
