const EVERY_MS = 250;

/**
 * Ends this process as SIGTERM does when the npm that started it is gone. npm hands signals to the shell
 * it runs scripts in, and not every shell hands them on: without this a server would outlive its `npm start`.
 */
export function endWithNpm(): void {
	if (process.env['npm_lifecycle_event'] === undefined) return;
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		process.kill(process.pid, 'SIGTERM');
	}, EVERY_MS);
	timer.unref();
}
