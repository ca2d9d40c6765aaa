import { createServer } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import { NO_ACCESS } from '../../auth/access.ts';
import { answerRoute } from '../../http/answer-route.ts';
import { replyError } from '../../http/json-reply.ts';
import { liveConfig } from '../../live/live-config.ts';
import { ingestRoutes } from '../ingest-routes.ts';
import { startIngest } from '../start-ingest.ts';

/** The way in as a program of its own, to be killed: `server-main.ts <log folder>` says its ports as JSON. */
const logDir = process.argv[2];
if (logDir === undefined) throw new AppError('OPTION_INVALID', { message: 'Name the folder of the log.' });
const ingest = await startIngest({
	logDir,
	config: liveConfig.parse({}),
	listen: { host: '127.0.0.1', mqttPort: 0 }
});
const routes = ingestRoutes({ ingest: () => ingest, access: () => NO_ACCESS, open: true });
const server = createServer((request, response) => {
	answerRoute(routes, new URL(`http://local${request.url}`), request, response).catch((thrown: unknown) =>
		replyError(response, thrown)
	);
}).listen(0, '127.0.0.1', () => {
	const address = server.address();
	const http = typeof address === 'object' ? address?.port : undefined;
	process.stdout.write(`${JSON.stringify({ http, mqtt: ingest.health().mqttPort })}\n`);
});
