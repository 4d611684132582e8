# One word for each chore; each only calls Maven or a script, which may be called without it.

.PHONY: help run test check fmt bench mutate zip

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

run: ## Build it and run the demo
	mvn -ntp -DskipTests package && target/tocsin/bin/tocsin demo

test: ## Run all tests, or those named: make test T=OutboxTest,SmsTest
	mvn -ntp test $(if $(T),-Dtest='$(T)')

check: ## Run all that has to pass before a change lands
	.ci/run

fmt: ## Format Java and the pom
	mvn -ntp spotless:apply

bench: ## Measure how fast it is: make bench B=email
	mvn -ntp -Pbench verify -DskipTests -Dbench=$(or $(B),email)

mutate: ## Change the code of a package and list what no test notices: make mutate P=civic
	mvn -ntp -Ppit process-test-classes -Dpit=$(or $(P),civic) $(if $(T),-Dpit.tests='$(T)')

zip: ## Build what is installed, target/tocsin.zip
	mvn -ntp -DskipTests package
